import type { Consumer } from '../domain.ts';
import { DEPARTURES, forgottenBy } from '../members/index.ts';
import { forgetInLog } from './forget-member.ts';

export const auditConsumers = {
	'forget-in-audit-log': {
		on: DEPARTURES,
		async handle(ctx, event) {
			const forgotten = forgottenBy(ctx, event);
			if (forgotten) await forgetInLog(ctx, forgotten);
		},
	},
} as const satisfies Readonly<Record<string, Consumer>>;
