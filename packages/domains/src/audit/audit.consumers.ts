import type { Consumer } from '../domain.ts';
import { DEPARTURES, forgottenBy, mergedInto } from '../members/index.ts';
import { forgetInLog } from './forget-member.ts';

export const auditConsumers = {
	'forget-in-audit-log': {
		on: DEPARTURES,
		async handle(ctx, event) {
			const forgotten = forgottenBy(ctx, event);
			if (!forgotten) return;
			const { memberId, label } = forgotten;
			for (const id of [memberId, ...(await mergedInto(ctx.db, memberId))])
				await forgetInLog(ctx, { memberId: id, label });
		},
	},
} as const satisfies Readonly<Record<string, Consumer>>;
