package dev.admiral.torch;

import java.util.List;

/** A module that knows its sizes and can also say itself in TorchScript, so that it can be exported. */
public interface TorchArchitecture extends TorchModule {

  /** How many numbers a row of inputs has. */
  int inputSize();

  /** How many numbers a row of outputs has. */
  int outputSize();

  /** The parameters in their packed order; names are identifiers. */
  List<ParameterShape> parameters();

  /**
   * {@link #forward} in TorchScript: lines that turn {@code x}, shape {@code [rows, input]}, into {@code
   * x}, shape {@code [rows, output]}, with the parameters as {@code self.NAME}.
   */
  String script();
}
