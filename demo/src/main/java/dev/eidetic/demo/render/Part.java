package dev.eidetic.demo.render;

/// A solid made of one material.
public record Part(Solid solid, Surface surface) {}
