import type { ArchiveView } from '@kith/domains/archives/schema';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';

const STATES: Readonly<Record<ArchiveView['state'], () => string>> = {
	uploading: m.data_state_uploading,
	waiting: m.data_state_waiting,
	checking: m.data_state_checking,
	checked: m.data_state_checked,
	running: m.data_state_running,
	done: m.data_state_done,
	failed: m.data_state_failed,
	expired: m.data_state_expired,
};

export const stateText = ({ state }: ArchiveView): string => STATES[state]();

const TONES: Readonly<
	Partial<Record<ArchiveView['state'], 'success' | 'danger' | 'brand' | 'neutral'>>
> = { done: 'success', failed: 'danger', running: 'brand', checking: 'brand', checked: 'brand' };

export const toneOf = ({ state }: ArchiveView) => TONES[state] ?? 'neutral';

/** Whether something still happens with it by itself. */
export const isUnderWay = ({ state }: ArchiveView): boolean =>
	state === 'waiting' || state === 'checking' || state === 'running';

export const percent = (part: number): string =>
	new Intl.NumberFormat(getLocale(), { style: 'percent' }).format(part);

/** A day as it stands in a sentence; in UTC, as everywhere before the browser's zone is known. */
export const day = (at: Date | string): string =>
	new Intl.DateTimeFormat(getLocale(), { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(at));
