/** What the door itself needs to know; the rest of the process's configuration stays with the composition root. */
export interface DoorConfig {
  /** Origin (and path prefix) under which callers reach us, without a trailing slash. Undefined: from the Host header. */
  readonly publicUrl?: string;
  /** Addresses or networks whose X-Forwarded-* headers are believed; undefined: nobody's. */
  readonly trustProxy?: string | readonly string[];
  /** Whether answers go out over TLS that this process terminates. */
  readonly tls?: { readonly cert: string | Buffer; readonly key: string | Buffer };
  /** Failed jobs say `failed` and `partiallyCompleted` as the contract says, instead of what all clients survive. */
  readonly strictJobStatus: boolean;
  /** Answers under v3.2-preview.2 exactly as its November 2021 documentation printed them. */
  readonly documentedV32Form: boolean;
  /** Answers `GET /text/analytics/v3.2-preview.2?$top&$skip`, the result request of a client with a newer core-lro. */
  readonly nov2021ResultShim: boolean;
  /** Wrong keys an address may try in a minute before it gets 429. */
  readonly failedKeysPerMinute: number;
  /** Folder with the built Studio; undefined: `/` answers 404. */
  readonly studioDirectory?: string;
}

export interface ServerConfig extends DoorConfig {
  readonly host: string;
  /** 0 takes a free port. */
  readonly port: number;
}
