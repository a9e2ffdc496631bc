/// Where models live on this machine, and how they get there.
///
/// Read in this order: [UserDirectories] (which folder), [ModelStore] (list, find, install,
/// remove), [HuggingFaceDownload] (pull), `HubRepository` (what is asked of Hugging Face),
/// `FileChoice` (which files a model folder needs), [ModelSource] (where a model came from).
///
/// A model is a folder; what must be in it, and whether it works, is not judged here.
@NullMarked
package dev.eidetic.encode.store;

import org.jspecify.annotations.NullMarked;
