"""Documents that leave, and the ones that come back filled in.

`word`, `pack`, `briefing`, `tables`, `poster` and `own_answers` are the doors; the packages beside them do their work.
This is the one package that knows Word. It is given values and gives bytes back, and opens no file and no network.
"""
