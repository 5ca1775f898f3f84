"""Turns the words of questionnaires into recordings.

One small adapter for each voice (a person's own recordings, gTTS, Piper, eSpeak NG), the mastering that makes them
equally loud and small, and the build that puts each recording in its place. The pages never come here: they only
read what was built, through `accessibility.audio`.
"""
