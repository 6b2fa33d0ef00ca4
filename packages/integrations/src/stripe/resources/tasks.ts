import type { Task } from '../engine/world.ts';
import { expireSession } from './checkout-sessions.ts';
import { lapseDispute } from './disputes.ts';
import { collectInvoice, retryInvoice } from './pay-invoice.ts';
import {
	cancelOnDay,
	expireSubscription,
	renewSubscription,
	tellTrialEnding,
	unpauseCollection,
} from './renew-subscription.ts';
import { turnSchedule } from './subscription-schedules.ts';

/** What timers have happen, by the name of their task. */
export const TASKS: Readonly<Record<string, Task>> = {
	'dispute.lapse': lapseDispute,
	'invoice.finalize': collectInvoice,
	'invoice.retry': retryInvoice,
	'schedule.phase': turnSchedule,
	'session.expire': expireSession,
	'subscription.cancel': cancelOnDay,
	'subscription.expire': expireSubscription,
	'subscription.renew': renewSubscription,
	'subscription.trial-ending': tellTrialEnding,
	'subscription.unpause': unpauseCollection,
};
