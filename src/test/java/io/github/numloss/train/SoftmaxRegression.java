package io.github.numloss.train;

import io.github.numloss.classes.ClassValues;
import io.github.numloss.data.Examples;

/**
 * A single dense layer trained by gradient descent with momentum in plain double arithmetic: what
 * the trainer ought to do.
 */
final class SoftmaxRegression {
  final double[][] kernel;
  final double[] bias;
  private final double[][] kernelVelocity;
  private final double[] biasVelocity;
  private final double alpha;
  private final double beta;

  /** The means over one batch before it was learned: the loss, its parts and their slopes. */
  record Step(double loss, double crossEntropy, double numericLoss) {}

  SoftmaxRegression(float[] kernel, float[] bias, double alpha, double beta) {
    int classes = bias.length;
    this.kernel = new double[kernel.length / classes][classes];
    for (int i = 0; i < kernel.length; i++) {
      this.kernel[i / classes][i % classes] = kernel[i];
    }
    this.bias = new double[classes];
    for (int k = 0; k < classes; k++) {
      this.bias[k] = bias[k];
    }
    kernelVelocity = new double[this.kernel.length][classes];
    biasVelocity = new double[classes];
    this.alpha = alpha;
    this.beta = beta;
  }

  /** Learns a batch and gives the losses that it had before. */
  Step learn(Examples data, int[] batch, double rate, double momentum) {
    int classes = bias.length;
    ClassValues values = data.classValues();
    double[][] kernelGradient = new double[kernel.length][classes];
    double[] biasGradient = new double[classes];
    double crossEntropy = 0;
    double numericLoss = 0;
    for (int image : batch) {
      double[] p = probabilities(data, image);
      int label = data.label(image);
      double expectation = 0;
      for (int k = 0; k < classes; k++) {
        expectation += p[k] * values.at(k);
      }
      double distance = expectation - values.at(label);
      crossEntropy -= Math.log(p[label]) / batch.length;
      numericLoss += alpha * Math.abs(distance) / batch.length;
      for (int k = 0; k < classes; k++) {
        double slope =
            (beta * (p[k] - (k == label ? 1 : 0))
                    + (1 - beta)
                        * alpha
                        * Math.signum(distance)
                        * p[k]
                        * (values.at(k) - expectation))
                / batch.length;
        biasGradient[k] += slope;
        for (int f = 0; f < kernel.length; f++) {
          kernelGradient[f][k] += slope * pixel(data, image, f);
        }
      }
    }
    for (int k = 0; k < classes; k++) {
      biasVelocity[k] = momentum * biasVelocity[k] + biasGradient[k];
      bias[k] -= rate * biasVelocity[k];
      for (int f = 0; f < kernel.length; f++) {
        kernelVelocity[f][k] = momentum * kernelVelocity[f][k] + kernelGradient[f][k];
        kernel[f][k] -= rate * kernelVelocity[f][k];
      }
    }
    return new Step(beta * crossEntropy + (1 - beta) * numericLoss, crossEntropy, numericLoss);
  }

  /** Gives the probability of each class. */
  double[] probabilities(Examples data, int image) {
    double[] p = bias.clone();
    double sum = 0;
    for (int k = 0; k < p.length; k++) {
      for (int f = 0; f < kernel.length; f++) {
        p[k] += pixel(data, image, f) * kernel[f][k];
      }
      p[k] = Math.exp(p[k]);
      sum += p[k];
    }
    for (int k = 0; k < p.length; k++) {
      p[k] /= sum;
    }
    return p;
  }

  private double pixel(Examples data, int image, int f) {
    return Byte.toUnsignedInt(data.images().bytes()[image * kernel.length + f]) / 255.0;
  }
}
