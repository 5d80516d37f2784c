import type { SideName } from './sides';

export type Microphone = 'asked' | 'open' | 'refused';

/** The sound of one call: the microphone goes in, what is heard comes out. Samples of 8 kHz. */
export class CallSound {
  readonly #context: AudioContext;
  readonly #socket: WebSocket;
  #stream: MediaStream | null = null;
  #closed = false;

  constructor(
    side: SideName,
    call: number,
    readonly onMicrophone: (state: Microphone) => void,
    readonly onLevel: (heard: number) => void,
  ) {
    this.#context = new AudioContext();
    const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
    this.#socket = new WebSocket(`${scheme}://${location.host}/sim/${side}/audio/${call}`);
    this.#socket.binaryType = 'arraybuffer';
    void this.#start();
  }

  close(): void {
    this.#closed = true;
    this.#socket.close();
    this.#stream?.getTracks().forEach((track) => track.stop());
    void this.#context.close();
  }

  async #start(): Promise<void> {
    await this.#context.audioWorklet.addModule('/simulator-audio.js');
    if (this.#closed) return;
    const node = new AudioWorkletNode(this.#context, 'telephone', { numberOfInputs: 1, outputChannelCount: [1] });
    node.connect(this.#context.destination);
    this.#socket.onmessage = (event: MessageEvent<ArrayBuffer>) => node.port.postMessage(event.data, [event.data]);
    node.port.onmessage = (event: MessageEvent<ArrayBuffer | number>) => {
      if (typeof event.data === 'number') this.onLevel(event.data);
      else if (this.#socket.readyState === WebSocket.OPEN) this.#socket.send(event.data);
    };
    await this.#context.resume();
    await this.#openMicrophone(node);
  }

  async #openMicrophone(node: AudioWorkletNode): Promise<void> {
    this.onMicrophone('asked');
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: { echoCancellation: true } });
      if (this.#closed) {
        stream.getTracks().forEach((track) => track.stop());
        return;
      }
      this.#stream = stream;
      this.#context.createMediaStreamSource(stream).connect(node);
      this.onMicrophone('open');
    } catch {
      this.onMicrophone('refused');
    }
  }
}

/** Rings in the page until it is told to stop. */
export function ring(): () => void {
  const context = new AudioContext();
  const gain = context.createGain();
  const tone = context.createOscillator();
  tone.frequency.value = 480;
  gain.gain.value = 0;
  const begin = context.currentTime;
  // One second in four, for two minutes.
  for (let at = 0; at < 120; at += 4) {
    gain.gain.setValueAtTime(0.08, begin + at);
    gain.gain.setValueAtTime(0, begin + at + 1);
  }
  tone.connect(gain).connect(context.destination);
  tone.start();
  return () => void context.close();
}
