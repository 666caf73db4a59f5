// Runs a converted model in TensorFlow.js.
//
// Arguments: the folder of its model.json; a file of images, float32 [N,H,W]; H; W. Prints one line of JSON: what each
// output gives, and whether an image of twice the height and width is refused.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import "@tensorflow/tfjs-backend-cpu";
import { loadGraphModel } from "@tensorflow/tfjs-converter";
import * as tf from "@tensorflow/tfjs-core";

const [folder, imagesFile, height, width] = [...process.argv.slice(2, 4), ...process.argv.slice(4).map(Number)];

function bytes(file) {
  const content = readFileSync(file);
  return content.buffer.slice(content.byteOffset, content.byteOffset + content.length);
}

const stored = JSON.parse(readFileSync(join(folder, "model.json"), "utf8"));
const model = await loadGraphModel(
  tf.io.fromMemory({
    modelTopology: stored.modelTopology,
    signature: stored.signature,
    weightSpecs: stored.weightsManifest.flatMap((group) => group.weights),
    weightData: tf.io.concatenateArrayBuffers(
      stored.weightsManifest.flatMap((group) => group.paths.map((path) => bytes(join(folder, path)))),
    ),
  }),
);

const pixels = new Float32Array(bytes(imagesFile));
const images = tf.tensor3d(pixels, [pixels.length / (height * width), height, width]);
const names = ["probabilities", "classes", "value", "median", "mean", "expected"];
const found = model.execute({ images }, names);
const outputs = Object.fromEntries(names.map((name, i) => [name, found[i].arraySync()]));

let refused = false;
try {
  model.execute({ images: tf.zeros([1, 2 * height, 2 * width]) }, names);
} catch (error) {
  refused = /shape/.test(error.message);
}
console.log(JSON.stringify({ outputs, refused }));
