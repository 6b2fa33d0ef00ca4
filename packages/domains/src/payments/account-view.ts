import type { InferResult } from 'kysely';
import { dueOf, Requirements } from './account-state.ts';
import type { AccountState, AccountView, PastAccount } from './payments.schema.ts';
import type { currentAccount } from './payments.queries.ts';

export type AccountRow = InferResult<ReturnType<typeof currentAccount>>[number];

export function viewOf(row: AccountRow): AccountView {
	const requirements = Requirements.parse(row.requirements);
	const { deadline } = requirements;
	return {
		state: row.status as AccountState,
		...{ accountId: row.accountId, isLive: row.isLive },
		...{ country: row.country, currency: row.currency },
		...{ takesPayments: row.chargesEnabled, paysOut: row.payoutsEnabled },
		due: dueOf(requirements),
		deadline: deadline === null ? null : new Date(deadline * 1000),
		...{ connectedAt: row.connectedAt, connectedBy: row.connecterName, readAt: row.readAt },
	};
}

export function pastOf(row: AccountRow): PastAccount | null {
	if (!row.disconnectedAt) return null;
	return {
		...{ accountId: row.accountId, country: row.country, disconnectedAt: row.disconnectedAt },
		disconnectedBy: row.disconnecterName,
		...{ isLost: row.lostAt !== null, isEnding: row.endedAt === null },
	};
}
