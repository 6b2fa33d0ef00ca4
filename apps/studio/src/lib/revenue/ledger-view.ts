import * as z from 'zod';
import type { ListLedger } from '@kith/domains/sales/ledger';
import { GROUPS, type LedgerGroup } from './ledger-words.ts';

const DAY = 86_400_000;

/** What the ledger shows; it lives in the address. Days are in UTC, the last one included. */
export type LedgerView = { group: LedgerGroup | ''; tierId: string; from: string; to: string };

const isGroup = (text: string): text is LedgerGroup => Object.hasOwn(GROUPS, text);
const dayIn = (text: string | null): string =>
	/^\d{4}-\d\d-\d\d$/.test(text ?? '') ? (text ?? '') : '';

/** Reads the view from an address; anything unknown is left out. */
export function readLedgerView({ searchParams }: URL): LedgerView {
	const group = searchParams.get('kind') ?? '';
	return {
		group: isGroup(group) ? group : '',
		tierId: z.uuid().safeParse(searchParams.get('tier')).data ?? '',
		...{ from: dayIn(searchParams.get('from')), to: dayIn(searchParams.get('to')) },
	};
}

/** The query of a view, such as `?kind=refunds`; empty for the whole ledger. */
export function ledgerQuery(
	{ group, tierId, from, to }: LedgerView,
	cursor?: string | null,
): string {
	const query = new URLSearchParams();
	if (group) query.set('kind', group);
	if (tierId) query.set('tier', tierId);
	if (from) query.set('from', from);
	if (to) query.set('to', to);
	if (cursor) query.set('cursor', cursor);
	return query.size > 0 ? `?${query.toString()}` : '';
}

/** The view as the ledger is asked for it. */
export function ledgerAsked({
	group,
	tierId,
	from,
	to,
}: LedgerView): Pick<ListLedger, 'kinds' | 'tierId' | 'from' | 'to'> {
	const at = (day: string, later = 0) => {
		const moment = new Date(day).getTime() + later;
		return Number.isNaN(moment) ? null : new Date(moment);
	};
	return {
		...{ kinds: group ? [...GROUPS[group]] : [], tierId: tierId || null },
		...{ from: at(from), to: at(to, DAY) },
	};
}
