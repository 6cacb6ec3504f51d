import { createConnection, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** What becomes of what is sent through a proxy. */
export type ProxyMode =
  | 'pass'
  /** Connections are taken, and nothing comes through. */
  | 'stall'
  /** Connections are closed as soon as they are made. */
  | 'away'
  /** What the server answers comes so many milliseconds late. */
  | { readonly delayMs: number };

/** A TCP proxy on loopback that can cut, stall and delay. */
export class TcpProxy {
  mode: ProxyMode = 'pass';
  /** Bytes that came through, both ways. */
  bytes = 0;
  private cutAt = Infinity;
  private onCut: () => void = () => undefined;
  private readonly sockets = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    private readonly target: { readonly host: string; readonly port: number },
  ) {
    server.on('connection', (client) => {
      this.connect(client);
    });
  }

  /** Starts a proxy to a server, on a port that is free. */
  static async start(target: { readonly host: string; readonly port: number }): Promise<TcpProxy> {
    const server = createServer();
    const proxy = new TcpProxy(server, target);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** The URL of a database, through this proxy. */
  through(url: string): string {
    const changed = new URL(url);
    [changed.hostname, changed.port] = ['127.0.0.1', String(this.port)];
    changed.searchParams.delete('replicaSet');
    changed.searchParams.set('directConnection', 'true');
    return changed.toString();
  }

  /** Breaks all connections off. */
  cut(): void {
    for (const socket of this.sockets) socket.resetAndDestroy();
    this.sockets.clear();
  }

  /** Goes on in a mode once so many bytes more have come through; unless it is to stall, connections are broken off. */
  changeAfter(bytes: number, mode: ProxyMode): Promise<void> {
    this.cutAt = this.bytes + bytes;
    return new Promise((resolve) => {
      this.onCut = () => {
        this.cutAt = Infinity;
        this.mode = mode;
        if (mode !== 'stall') this.cut();
        resolve();
      };
    });
  }

  async stop(): Promise<void> {
    this.cut();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private connect(client: Socket): void {
    if (this.mode === 'away') {
      client.resetAndDestroy();
      return;
    }
    const server = createConnection(this.target);
    for (const [from, to] of [
      [client, server],
      [server, client],
    ] as const) {
      this.sockets.add(from);
      from.on('data', (chunk) => {
        this.pass(chunk, to, from === server);
      });
      from.on('error', () => undefined);
      from.on('close', () => {
        this.sockets.delete(from);
        to.destroy();
      });
    }
  }

  private pass(chunk: Buffer, to: Socket, isAnswer: boolean): void {
    if (this.mode === 'stall') return;
    this.bytes += chunk.length;
    if (this.bytes >= this.cutAt) {
      // A part of it comes through, as when a cable is pulled.
      to.write(chunk.subarray(0, chunk.length >> 1), () => {
        this.onCut();
      });
      return;
    }
    if (typeof this.mode === 'object' && isAnswer) {
      setTimeout(() => {
        if (to.writable) to.write(chunk);
      }, this.mode.delayMs);
    } else to.write(chunk);
  }
}
