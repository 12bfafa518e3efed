// A link that is slow: passes TCP on, holding what passes for half of the round trip each way. Listens on loopback.
import { connect, createServer } from 'node:net';
import { parseArgs } from 'node:util';
import { fileURLToPath } from 'node:url';

/** Writes everything that `from` says to `to`, `delay` milliseconds later, in order. */
function passOn(from, to, delay) {
  from.on('data', (chunk) => setTimeout(() => to.write(chunk), delay));
  from.on('end', () => setTimeout(() => to.end(), delay));
  from.on('error', () => to.destroy());
}

/**
 * @param {{ host: string, port: number, roundTrip: number, listen?: number }} link `roundTrip` in milliseconds
 * @returns {Promise<{ port: number, close: () => void }>}
 */
export function delayProxy({ host, port, roundTrip, listen = 0 }) {
  const server = createServer((client) => {
    const upstream = connect({ host, port });
    client.setNoDelay(true);
    upstream.setNoDelay(true);
    passOn(client, upstream, roundTrip / 2);
    passOn(upstream, client, roundTrip / 2);
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(listen, '127.0.0.1', () => resolve({ port: server.address().port, close: () => server.close() }));
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: { to: { type: 'string' }, 'round-trip': { type: 'string', default: '5' }, listen: { type: 'string', default: '0' } },
  });
  const [host, port] = values.to.split(':');
  const link = { host, port: Number(port), roundTrip: Number(values['round-trip']), listen: Number(values.listen) };
  const proxy = await delayProxy(link);
  console.log(`127.0.0.1:${proxy.port}`);
}
