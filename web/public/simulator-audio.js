// Runs in the browser's audio thread: brings the microphone to 8 kHz and what is heard to the browser's rate.
const RATE = 8000;
const FRAME = 160;
/** What waits to be heard: more than this is delay that nobody needs. */
const MOST = RATE / 4;
/** What must wait before it is heard, so that it does not stutter. */
const LEAST = RATE / 16;

class Telephone extends AudioWorkletProcessor {
  constructor() {
    super();
    this.heard = [];
    this.at = 0;
    this.isFilling = true;
    this.said = new Int16Array(FRAME);
    this.filled = 0;
    this.sum = 0;
    this.count = 0;
    this.due = 0;
    this.peak = 0;
    this.quanta = 0;
    this.port.onmessage = ({ data }) => {
      for (const sample of new Int16Array(data)) this.heard.push(sample / 32768);
      if (this.heard.length > MOST) this.heard.splice(0, this.heard.length - MOST);
      if (this.heard.length >= LEAST) this.isFilling = false;
    };
  }

  process(inputs, outputs) {
    const input = inputs[0]?.[0];
    if (input) this.say(input);
    this.hear(outputs[0][0]);
    this.quanta += 1;
    if (this.quanta % 40 === 0) {
      this.port.postMessage(this.peak);
      this.peak = 0;
    }
    return true;
  }

  /** The mean of the samples between two of 8 kHz: enough of a filter for a voice. */
  say(input) {
    for (const sample of input) {
      this.sum += sample;
      this.count += 1;
      this.due += RATE;
      if (this.due < sampleRate) continue;
      this.due -= sampleRate;
      const mean = Math.max(-1, Math.min(1, this.sum / this.count));
      this.sum = this.count = 0;
      this.said[this.filled++] = Math.round(mean * 32767);
      if (this.filled === FRAME) {
        const frame = this.said.slice();
        this.port.postMessage(frame.buffer, [frame.buffer]);
        this.filled = 0;
      }
    }
  }

  hear(output) {
    const step = RATE / sampleRate;
    for (let i = 0; i < output.length; i++) {
      if (this.isFilling || this.heard.length < 2) {
        this.isFilling = true;
        output[i] = 0;
        continue;
      }
      const value = this.heard[0] + (this.heard[1] - this.heard[0]) * this.at;
      output[i] = value;
      this.peak = Math.max(this.peak, Math.abs(value));
      this.at += step;
      if (this.at >= 1) {
        this.at -= 1;
        this.heard.shift();
      }
    }
  }
}

registerProcessor('telephone', Telephone);
