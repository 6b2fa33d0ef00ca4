import { page } from '$app/state';

/** Who writes on this page, as part of a draft's key: people share devices, and nobody finds another's draft. */
export function currentWriter(): string {
	const memberId: unknown = page.data['viewer']?.memberId;
	return typeof memberId === 'string' ? memberId : 'visitor';
}
