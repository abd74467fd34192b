package dev.admiral.torch;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Skips a test, with the reason, on a host that has no libtorch; fails it instead where {@code
 * ADMIRAL_REQUIRE_NATIVE} is {@code true}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(TorchCondition.class)
@interface RequiresTorch {}
