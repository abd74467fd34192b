/// Networks of libtorch: any module that a user writes, with the four primitives of a
/// {@link dev.admiral.nn.Network} by automatic differentiation; the Nature CNN; CUDA; export to TorchScript.
///
/// Whatever is native lives in a `PointerScope` that a primitive opens and closes, but for the graph of a
/// pass's last forward, which the next forward releases. A {@link dev.admiral.torch.TorchModule} is always
/// called inside such a scope and need not open one.
@NullMarked
package dev.admiral.torch;

import org.jspecify.annotations.NullMarked;
