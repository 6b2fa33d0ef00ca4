import type { RichText } from '@kith/domains/rich-text/schema';
import { newId } from '@kith/kernel/ids';

/** A rich text of one paragraph. */
export const words = (text: string): RichText => ({
	type: 'doc',
	content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
});

/** A rich text that shows one picture. */
export const pictureOf = (fileId: string): RichText => ({
	type: 'doc',
	content: [{ type: 'image', attrs: { fileId, alt: '', width: 1, height: 1 } }],
});

/** A rich text in which nothing would be seen. */
export const NOTHING: RichText = { type: 'doc', content: [{ type: 'paragraph' }] };

/** The stable code a promise is refused with; `done` when it is not refused, the message for an unexpected error. */
export async function outcomeOf(attempt: Promise<unknown>): Promise<string> {
	try {
		await attempt;
		return 'done';
	} catch (error) {
		if (error instanceof Error && 'code' in error && 'details' in error) return String(error.code);
		return error instanceof Error ? error.message : 'not an error';
	}
}

/** How often each value occurs. */
export function tally(values: readonly string[]): Record<string, number> {
	const counts: Record<string, number> = {};
	for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
	return counts;
}

/** The outcomes of running `attempt` once per index, all at the same time. */
export async function atOnce(
	times: number,
	attempt: (index: number) => Promise<unknown>,
): Promise<Record<string, number>> {
	const indexes = Array.from({ length: times }, (_, index) => index);
	return tally(await Promise.all(indexes.map((index) => outcomeOf(attempt(index)))));
}

/** Fields of a tag nobody has made yet. */
export const tagFields = (name = `Tag ${newId()}`) => ({
	...{ name, description: '', tagGroupId: null, isRestricted: false },
	...{ roleIds: [], synonyms: [] },
});
/** A field of the profile that everyone may see and look members up by. */
export const fieldFields = () => ({
	...{ label: 'Instrument', hint: '', visibility: 'public' as const, options: [], accepts: [] },
	...{ isRequired: false, isFilterable: true },
});
/** Tries again as long as no connection was free in time, as whoever waits for an answer would. */
export async function untilAnswered<T>(attempt: () => Promise<T>): Promise<T> {
	for (;;)
		try {
			return await attempt();
		} catch (error) {
			if (!(error instanceof Error && error.message.includes('timeout exceeded'))) throw error;
		}
}

/** Fields of a space nobody has taken yet. */
export const spaceFields = (name = 'Hall') => ({
	...{ name, slug: `hall-${newId()}`, icon: '🏛', description: '', groupId: null },
	...{ visibility: 'members' as const, posting: 'everyone' as const, library: 'off' as const },
	...{ reactions: 'all' as const, coverFileId: null },
});
