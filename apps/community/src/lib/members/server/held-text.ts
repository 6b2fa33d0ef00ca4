import type { Viewer } from '@kith/domains/identity/schema';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';

/** Until when somebody is held back, in their own time, and why. */
export function heldText({ restriction, timeZone }: Viewer): string[] {
	if (!restriction) return [];
	const { until, reason } = restriction;
	const when =
		until &&
		new Intl.DateTimeFormat(getLocale(), {
			...{ dateStyle: 'long', timeStyle: 'long', timeZone: timeZone ?? 'UTC' },
		}).format(until);
	return [
		when ? m.held_until({ when }) : m.held_endless(),
		...(reason === '' ? [] : [m.held_reason({ reason })]),
	];
}
