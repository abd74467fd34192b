"""Writes the traces that GoldenTraceTest compares Admiral's games with.

    python3 -m venv venv
    venv/bin/pip install ale-py==0.12.1 gymnasium==1.3.0 opencv-python-headless==5.0.0.93
    venv/bin/python golden_traces.py ../resources/dev/admiral/atari

Per trace: the first picture, and for each random action the reward, whether the game was over, the
lives left, and the picture, as the CRC-32 of its 84x84 bytes. After a game, and once in the middle of
one, comes a reset, which is a row with the action -1. No pictures are stored.

Gymnasium's picture of a step in which the game ends is made of what is left in its buffers; here it
is made of the last two screens that were played. All others are Gymnasium's own.
"""

import gzip
import io
import os
import sys
import zlib

import ale_py
import cv2
import gymnasium
import numpy as np
from ale_py.env import AtariEnv
from gymnasium.wrappers import AtariPreprocessing

STEPS = {"boxing": 2000, "carnival": 900, "space_invaders": 900}
RESET_AT = 150
RESET = -1


class LastScreens(gymnasium.Wrapper):
    """Keeps the last two screens."""

    def __init__(self, env):
        super().__init__(env)
        self.screens = []

    def step(self, action):
        result = self.env.step(action)
        self.screens = [*self.screens[-1:], self.env.unwrapped.ale.getScreenGrayscale()]
        return result

    def picture(self):
        return cv2.resize(np.maximum(*self.screens), (84, 84), interpolation=cv2.INTER_AREA)


def trace(game, steps):
    raw = AtariEnv(
        game, frameskip=1, repeat_action_probability=0.0, full_action_space=False
    )
    screens = LastScreens(raw)
    environment = AtariPreprocessing(screens, noop_max=0, frame_skip=4, screen_size=84)
    random = np.random.default_rng(11)
    out = io.StringIO()
    games = 0

    def row(action, reward, over, picture):
        lives = environment.unwrapped.ale.lives()
        out.write(f"{action},{int(reward)},{int(over)},{lives},{zlib.crc32(picture.tobytes()):08x}\n")

    def reset():
        picture, _ = environment.reset()
        row(RESET, 0, False, picture)

    reset()
    for step in range(steps):
        action = int(random.integers(environment.action_space.n))
        picture, reward, over, truncated, _ = environment.step(action)
        assert not truncated
        if over:
            picture = screens.picture()
        else:
            assert (picture == screens.picture()).all()
        row(action, reward, over, picture)
        games += over
        if over or step == RESET_AT:
            reset()
    return out.getvalue(), games


if __name__ == "__main__":
    print("ale-py", ale_py.__version__, "gymnasium", gymnasium.__version__, "cv2", cv2.__version__)
    for game, steps in STEPS.items():
        text, games = trace(game, steps)
        path = os.path.join(sys.argv[1], game.replace("_", "-") + ".csv.gz")
        with open(path, "wb") as file:
            # No time stamp, so that the same trace is the same file.
            file.write(gzip.compress(text.encode(), 9, mtime=0))
        print(f"{game}: {steps} steps, {games} games completed")
