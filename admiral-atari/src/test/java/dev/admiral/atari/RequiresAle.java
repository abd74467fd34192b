package dev.admiral.atari;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Skips a test, with the reason, where ALE or the ROMs cannot be had; fails it instead where {@code
 * ADMIRAL_REQUIRE_NATIVE} is {@code true}.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(AleCondition.class)
public @interface RequiresAle {}
