/// Plain data in MATLAB's files: numbers, texts, cells and structures. Nothing is run, no class is
/// looked up; sizes, depths and counts are bounded.
///
/// Read in this order: [MatValue] (what there can be), [MatFile] (the front door), `MatElements`
/// (the bytes). Source: The MathWorks, MAT-File Format, version 5.
@NullMarked
package dev.eidetic.evaluate.mat;

import org.jspecify.annotations.NullMarked;
