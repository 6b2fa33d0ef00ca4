import type { Scheme } from './preview-scheme.ts';

/** A look in one scheme, as a style sheet. */
export type WornLook = { scheme: Scheme; css: string };

type Message =
	| ({ type: 'kith:look'; font?: string } & WornLook)
	| { type: 'kith:css'; css: string }
	| { type: 'kith:refresh' }
	| { type: 'kith:measure'; id: number; looks: readonly WornLook[] };

/** What the studio says, or null for anything else. */
export function readMessage(data: unknown): Message | null {
	return isMessage(data) ? data : null;
}

function isMessage(data: unknown): data is Message {
	if (typeof data !== 'object' || data === null) return false;
	const { type, css, font, id, looks } = data as Record<string, unknown>;
	if (type === 'kith:refresh') return true;
	if (type === 'kith:css') return typeof css === 'string';
	if (type === 'kith:look') return isLook(data) && typeof font !== 'object';
	if (type !== 'kith:measure' || typeof id !== 'number') return false;
	return Array.isArray(looks) && looks.length <= 2 && looks.every(isLook);
}

function isLook(data: unknown): data is WornLook {
	if (typeof data !== 'object' || data === null) return false;
	const { scheme, css } = data as Record<string, unknown>;
	return (scheme === 'light' || scheme === 'dark') && typeof css === 'string';
}
