package dev.eidetic.encode.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eidetic.encode.fetch.ContentCheck;
import dev.eidetic.encode.fetch.ContentCheck.GitBlob;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FileChoiceTest {

  @Test
  void prefersTheUsualPlacesOverVariants() throws Exception {
    assertThat(choose("model.onnx", "model_int8.onnx")).containsExactly("model.onnx");
    assertThat(choose("onnx/model.onnx", "onnx/model_fp16.onnx", "onnx/vision_model.onnx"))
        .containsExactly("onnx/model.onnx");
  }

  @Test
  void takesTheOnlyOnnxFileWhateverItsName() throws Exception {
    assertThat(choose("vision/resnet50.onnx", "config.json"))
        .containsExactly("vision/resnet50.onnx -> model.onnx", "config.json");
  }

  @Test
  void takesExternalDataOfThatModelOnly() throws Exception {
    assertThat(
            choose(
                "model.onnx",
                "model.onnx_data",
                "model.onnx_data_1",
                "model.onnx.data",
                "model.data",
                "model_fp16.onnx_data",
                "onnx/model.onnx_data",
                "model.onnx.md"))
        .containsExactly(
            "model.onnx", "model.onnx_data", "model.onnx_data_1", "model.onnx.data", "model.data");
  }

  @Test
  void takesTheSmallFilesAndTheLicence() throws Exception {
    assertThat(
            choose(
                "model.onnx",
                "tokenizer.json",
                "tokenizer_config.json",
                "special_tokens_map.json",
                "eidetic.json",
                "whitening.bin",
                "LICENSE",
                "License.txt",
                "NOTICE",
                "train.py",
                "sub/config.json",
                ".gitattributes"))
        .containsExactly(
            "model.onnx",
            "tokenizer.json",
            "tokenizer_config.json",
            "special_tokens_map.json",
            "eidetic.json",
            "whitening.bin",
            "LICENSE",
            "License.txt",
            "NOTICE");
  }

  @Test
  void asksWhenItIsNotClearWhichModelIsMeant() {
    assertThatThrownBy(() -> choose("text.onnx", "image.onnx"))
        .hasMessage(
            "repository ada/vit has 2 ONNX files and it is not clear which one is the model; choose one: image.onnx, text.onnx");
    assertThatThrownBy(() -> choose("model.onnx", "onnx/model.onnx"))
        .hasMessageContaining("choose one: model.onnx, onnx/model.onnx");
  }

  @Test
  void listsWhatThereIsWhenTheVariantIsMissing() {
    assertThatThrownBy(
            () -> FileChoice.of("ada/vit", files("model.onnx", "b.onnx"), Optional.of("c.onnx")))
        .hasMessage(
            "repository ada/vit has no file \"c.onnx\"; its ONNX files are: b.onnx, model.onnx");
  }

  @Test
  void saysWhichWeightsThereAreInsteadOfOnnx() {
    assertThatThrownBy(() -> choose("model.safetensors", "pytorch_model.bin", "config.json"))
        .hasMessageContaining("has no ONNX file, only weights as PyTorch, safetensors; look for")
        .hasMessageContaining("export it to ONNX");
    assertThatThrownBy(() -> choose()).hasMessageContaining("has no ONNX file; look for");
  }

  @Test
  void neverTakesNamesThatSomeSystemMisreads() {
    assertThatThrownBy(() -> choose("C:\\model.onnx", "a\nb.onnx", ".onnx"))
        .hasMessageContaining("has no ONNX file");
  }

  @Test
  void readsModelAddresses() {
    assertThat(HubModel.parse("hf:ada/vit")).isEqualTo(new HubModel("ada/vit", "main"));
    assertThat(HubModel.parse("hf:ada/vit@refs/pr/1").revision()).isEqualTo("refs/pr/1");
    for (var wrong :
        new String[] {
          "ada/vit",
          "hf:",
          "hf:vit",
          "hf:a/b/c",
          "hf:../x",
          "hf:ada/vit@",
          "hf:ada/vit@a..b",
          "hf:ada/vit@a b",
          "https://huggingface.co/ada/vit"
        }) {
      assertThatIllegalArgumentException().as(wrong).isThrownBy(() -> HubModel.parse(wrong));
    }
  }

  @Test
  void readsSettingsFromTheEnvironment() {
    var plain = HubSettings.of(Map.of("HF_TOKEN", " "), true);
    assertThat(plain.endpoint()).isEqualTo(URI.create("https://huggingface.co"));
    assertThat(plain.token()).isEmpty();
    assertThat(plain.offline()).isTrue();
    assertThat(plain.maxBytes()).isEqualTo(4L * 1024 * 1024 * 1024);
    var own =
        HubSettings.of(Map.of("HF_ENDPOINT", "https://mirror.example/", "HF_TOKEN", "t\n"), false);
    assertThat(own.endpoint()).isEqualTo(URI.create("https://mirror.example"));
    assertThat(own.token()).contains("t");
    for (var wrong : new String[] {"mirror", "http://", "a b", "/x"}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> HubSettings.of(Map.of("HF_ENDPOINT", wrong), false))
          .withMessageContaining("must look like https://huggingface.co");
    }
  }

  private static List<String> choose(String... paths) throws Exception {
    return FileChoice.of("ada/vit", files(paths), Optional.empty()).stream()
        .map(c -> c.path().equals(c.file().path()) ? c.path() : c.file().path() + " -> " + c.path())
        .toList();
  }

  /// Every file has another hash.
  private static List<HubFile> files(String... paths) {
    var files = new ArrayList<HubFile>();
    for (var path : paths) {
      var digits = "%040x".formatted(files.size());
      files.add(new HubFile(path, new ContentCheck(10, new GitBlob(digits))));
    }
    return files;
  }
}
