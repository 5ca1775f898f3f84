"""Reads copies that came back, whatever program saved them, in a process with limits: answers, or doubts."""
