/** The fake server in a process of its own: told over IPC how to behave, and asked when it really wrote each token. */
import { clockOffsetMs } from './clock-offset.mjs';
import { load } from './compiled.mjs';

const { startFakeServer } = await load('providers/fake-server/fake-server.js');
const server = await startFakeServer();
let writesSeen = 0;
let requestsSeen = 0;

process.on('message', (message) => {
  if (message.behave === undefined) process.send({ streams: takeStreams() });
  else {
    server.behave(message.behave);
    process.send({ ready: true });
  }
});
process.on('disconnect', () => process.exit(0));
process.send({ port: server.port });

/** The streams since the last call, with the monotonic moment of each token's write. */
function takeStreams() {
  const writes = server.writes().slice(writesSeen);
  const requests = server.requests().slice(requestsSeen);
  const first = requestsSeen;
  writesSeen += writes.length;
  requestsSeen += requests.length;
  return requests.map((request, index) => ({
    id: request.body.user,
    writeMs: writes.filter((write) => write.request === first + index).map((write) => write.ms + clockOffsetMs),
  }));
}
