/// How well a clustering agrees with classes: [ClusterAgreement].
@NullMarked
package dev.eidetic.evaluate.cluster;

import org.jspecify.annotations.NullMarked;
