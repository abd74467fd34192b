"""Gradient steps of SAC and PEARL in eager PyTorch, at the sizes of SacUpdateBenchmark.

SAC is updated in the order of CleanRL's sac_continuous_action.py, PEARL in that of its authors' code, oyster. Each is
written as one would with PyTorch: numpy replay memories, modules, Adam (plain and fused). Everything in a step is
timed: sampling, both critics, policy, temperature or value and encoder, targets.

    pip install torch numpy
    python sac_torch.py [THREADS]        default 2

Prints steps a second (median, lowest and highest of five runs) and the processor time of a step.
"""

import sys
import time

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

OBSERVATION, ACTION = 11, 3
GAMMA, TAU = 0.99, 0.005


def mlp(inputs, hidden, outputs):
    layers = []
    for width in hidden:
        layers += [nn.Linear(inputs, width), nn.ReLU()]
        inputs = width
    return nn.Sequential(*layers, nn.Linear(inputs, outputs))


def joined(*tensors):
    return torch.cat(tensors, 1)


class Actor(nn.Module):
    """A squashed Gaussian; returns actions, log π, means and logarithmic standard deviations."""

    def __init__(self, inputs, hidden):
        super().__init__()
        self.net = mlp(inputs, hidden, 2 * ACTION)

    def forward(self, x):
        mean, log_std = self.net(x).chunk(2, 1)
        log_std = log_std.clamp(-20, 2)
        normal = torch.distributions.Normal(mean, log_std.exp())
        u = normal.rsample()
        action = torch.tanh(u)
        log_prob = normal.log_prob(u) - torch.log(1 - action.pow(2) + 1e-6)
        return action, log_prob.sum(1, keepdim=True), mean, log_std


def follow(targets, networks):
    with torch.no_grad():
        for target, network in zip(targets, networks):
            for t, p in zip(target.parameters(), network.parameters()):
                t.mul_(1 - TAU).add_(p, alpha=TAU)


def copy_of(network, *shape):
    copy = mlp(*shape)
    copy.load_state_dict(network.state_dict())
    return copy


def adam(networks, rate, fused):
    return torch.optim.Adam([p for n in networks for p in n.parameters()], lr=rate, fused=fused)


def descend(optimizers, loss, **options):
    for optimizer in optimizers:
        optimizer.zero_grad()
    loss.backward(**options)
    for optimizer in optimizers:
        optimizer.step()


def replay(*shape):
    return {
        "o": np.random.randn(*shape, OBSERVATION).astype("f4"),
        "a": np.random.uniform(-1, 1, (*shape, ACTION)).astype("f4"),
        "r": np.random.randn(*shape, 1).astype("f4"),
        "d": np.zeros((*shape, 1), "f4"),
        "n": np.random.randn(*shape, OBSERVATION).astype("f4"),
    }


def sac(fused):
    """A batch of 256, networks 256-256, automatic temperature."""
    hidden, batch, kept = [256, 256], 256, 100_000
    memory = replay(kept)
    shape = (OBSERVATION + ACTION, hidden, 1)
    actor = Actor(OBSERVATION, hidden)
    critics = [mlp(*shape), mlp(*shape)]
    targets = [copy_of(critic, *shape) for critic in critics]
    critic_adam, actor_adam = adam(critics, 1e-3, fused), adam([actor], 3e-4, fused)
    log_alpha = torch.zeros(1, requires_grad=True)
    alpha_adam = torch.optim.Adam([log_alpha], lr=1e-3)

    def smaller(networks, x):
        return torch.min(networks[0](x), networks[1](x))

    def step():
        rows = np.random.randint(0, kept, batch)
        o, a, r, d, n = (torch.from_numpy(memory[k][rows]) for k in "oardn")
        alpha = log_alpha.exp().item()
        with torch.no_grad():
            next_a, next_log_prob, _, _ = actor(n)
            beyond = smaller(targets, joined(n, next_a)) - alpha * next_log_prob
            y = r + (1 - d) * GAMMA * beyond
        x = joined(o, a)
        descend([critic_adam], sum(F.mse_loss(critic(x), y) for critic in critics))
        own, log_prob, _, _ = actor(o)
        descend([actor_adam], (alpha * log_prob - smaller(critics, joined(o, own))).mean())
        with torch.no_grad():
            _, log_prob, _, _ = actor(o)
        descend([alpha_adam], (-log_alpha.exp() * (log_prob - ACTION)).mean())
        follow(targets, critics)

    return rates(step)


def pearl(fused):
    """16 tasks × 256 transitions, a context of 100 each, networks 300-300-300, encoder 200-200-200."""
    hidden, metabatch, batch, shown, latent = [300] * 3, 16, 256, 100, 5
    tasks, kept = 100, 5000
    memory = replay(tasks, kept)
    value_shape = (OBSERVATION + latent, hidden, 1)
    critic_shape = (OBSERVATION + ACTION + latent, hidden, 1)
    encoder = mlp(OBSERVATION + ACTION + 1, [200] * 3, 2 * latent)
    actor = Actor(OBSERVATION + latent, hidden)
    q1, q2, value = mlp(*critic_shape), mlp(*critic_shape), mlp(*value_shape)
    target = copy_of(value, *value_shape)
    encoder_adam, actor_adam, q1_adam, q2_adam, value_adam = (
        adam([network], 3e-4, fused) for network in (encoder, actor, q1, q2, value)
    )

    def step():
        chosen = np.random.choice(tasks, metabatch)[:, None]
        context = np.random.randint(0, kept, (metabatch, shown))
        rows = np.random.randint(0, kept, (metabatch, batch))

        def of(key, where):
            return torch.from_numpy(memory[key][chosen, where])

        c = torch.cat([of(key, context) for key in "oar"], 2)
        factors = encoder(c.view(metabatch * shown, -1)).view(metabatch, shown, -1)
        mu, sigma2 = factors[..., :latent], F.softplus(factors[..., latent:]).clamp(min=1e-7)
        variance = 1 / (1 / sigma2).sum(1)
        mean = variance * (mu / sigma2).sum(1)
        z = mean + variance.sqrt() * torch.randn_like(mean)
        z = z.unsqueeze(1).expand(metabatch, batch, latent).reshape(metabatch * batch, latent)
        still = z.detach()

        o, a, r, d, n = (of(key, rows).view(metabatch * batch, -1) for key in "oardn")
        own, log_prob, means, log_stds = actor(joined(o, still))
        x = joined(o, a, z)
        q1_value, q2_value, v = q1(x), q2(x), value(joined(o, still))
        with torch.no_grad():
            y = 5 * r + (1 - d) * GAMMA * target(joined(n, z))

        encoder_adam.zero_grad()
        kl = 0.5 * (mean**2 + variance - 1 - variance.log()).sum()
        (0.1 * kl).backward(retain_graph=True)
        q1_adam.zero_grad()
        q2_adam.zero_grad()
        (((q1_value - y) ** 2).mean() + ((q2_value - y) ** 2).mean()).backward()
        q1_adam.step()
        q2_adam.step()
        encoder_adam.step()

        x = joined(o, own, still)
        smaller = torch.min(q1(x), q2(x))
        descend([value_adam], ((v - (smaller - log_prob).detach()) ** 2).mean())
        follow([target], [value])
        penalty = 1e-3 * (means**2).mean() + 1e-3 * (log_stds**2).mean()
        descend([actor_adam], (log_prob - smaller).mean() + penalty)

    return rates(step, warm_up=2)


def rates(step, seconds=4.0, runs=5, warm_up=20):
    """Steps a second of each run, sorted, and the processor time of a step [ms]."""
    for _ in range(warm_up):
        step()
    measured, steps = [], 0
    processor = time.process_time()
    for _ in range(runs):
        begin, done = time.perf_counter(), 0
        while time.perf_counter() - begin < seconds / runs or done < 2:
            step()
            done += 1
        measured.append(done / (time.perf_counter() - begin))
        steps += done
    return sorted(measured), 1e3 * (time.process_time() - processor) / steps


def main():
    threads = int(sys.argv[1]) if len(sys.argv) > 1 else 2
    torch.set_num_threads(threads)
    print("torch", torch.__version__, "threads", threads)
    for name, measure in (("SAC", sac), ("PEARL", pearl)):
        for fused in (False, True):
            measured, processor = measure(fused)
            print(
                f"{name} fused={fused}: {measured[len(measured) // 2]:.2f} "
                f"[{measured[0]:.2f} .. {measured[-1]:.2f}] steps/s, {processor:.2f} ms of processor time",
                flush=True,
            )


if __name__ == "__main__":
    main()
