import type { Domain, Job } from '../domain.ts';
import { sweepInbox } from './sweep-inbox.ts';

export { handleVendorEvent } from './handle-vendor-event.ts';
export { chosenEvents } from './inbox.queries.ts';
export { HANDLE_EVENT, receiveEvent, type ReceivedEvent } from './receive-event.ts';
export { replayEvents } from './replay-events.ts';

const sweep: Job = { cron: '53 4 * * *', run: (services) => sweepInbox(services) };

export const inbox = { jobs: { 'sweep-inbox': sweep } } as const satisfies Domain;
