"""Writes the traces that GoldenTraceTest compares Admiral's environments with.

    python3 -m venv venv && venv/bin/pip install 'gymnasium[mujoco]==1.3.0' mujoco==3.14.0
    venv/bin/python golden_traces.py ../resources/dev/admiral/mujoco/env

Per trace: the initial state (qpos, qvel), the first observation, and for each of up to 200 random
actions (some beyond the actuators' range) the observation, reward, termination and infos.
"""

import gzip
import io
import os
import sys

import numpy as np
from gymnasium.envs.mujoco.ant_v5 import AntEnv
from gymnasium.envs.mujoco.half_cheetah_v5 import HalfCheetahEnv
from gymnasium.envs.mujoco.hopper_v5 import HopperEnv
from gymnasium.envs.mujoco.reacher_v5 import ReacherEnv
from gymnasium.envs.mujoco.walker2d_v5 import Walker2dEnv

STEPS = 200
NEVER = {"terminate_when_unhealthy": False}
WITH_POSITION = {"exclude_current_positions_from_observation": False}
TRACES = {
    "hopper": (HopperEnv, {}),
    "hopper-unterminated": (HopperEnv, NEVER),
    "hopper-position-frame-skip-1": (HopperEnv, {**NEVER, **WITH_POSITION, "frame_skip": 1}),
    "walker2d": (Walker2dEnv, {}),
    "walker2d-unterminated": (Walker2dEnv, NEVER),
    "half-cheetah": (HalfCheetahEnv, {}),
    "ant": (AntEnv, {}),
    "ant-unterminated": (AntEnv, NEVER),
    "ant-no-contact-forces": (
        AntEnv,
        {**NEVER, **WITH_POSITION, "include_cfrc_ext_in_observation": False},
    ),
    "reacher": (ReacherEnv, {}),
}


def numbers(values):
    return ",".join(format(float(v), ".17g") for v in values)


def trace(environment_class, options):
    environment = environment_class(**options)
    observation, _ = environment.reset(seed=7)
    random = np.random.default_rng(11)
    data = environment.unwrapped.data
    out = io.StringIO()
    out.write("state," + numbers(np.concatenate([data.qpos, data.qvel])) + "\n")
    out.write("observation," + numbers(observation) + "\n")
    for step in range(STEPS):
        action = random.uniform(-1.2, 1.2, environment.action_space.shape)
        observation, reward, terminated, _, info = environment.step(action)
        if step == 0:
            out.write("infos," + ",".join(info) + "\n")
        row = [*action, *observation, reward, terminated, *info.values()]
        out.write(numbers(row) + "\n")
        if terminated:
            break
    return out.getvalue(), step + 1


if __name__ == "__main__":
    for name, (environment_class, options) in TRACES.items():
        text, steps = trace(environment_class, options)
        path = os.path.join(sys.argv[1], name + ".csv.gz")
        with open(path, "wb") as file:
            # No time stamp, so that the same trace is the same file.
            file.write(gzip.compress(text.encode(), 9, mtime=0))
        print(f"{name}: {steps} steps")
