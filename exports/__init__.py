"""Documents that leave, and the ones that come back filled in.

Each kind of document has a file of its own; a kind that comes back has its reading beside its writing. This is the one
package that knows Word. It is given values and gives bytes back, and opens no file and no network.
"""
