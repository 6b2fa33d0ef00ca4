import { deserialize } from '$app/forms';
import { refreshAll } from '$app/navigation';
import { refusalOf } from '#lib/settings/refusal.ts';
import { textOfCode } from '#lib/studio/failure-text.ts';

/** Sends what a dialog confirmed to the page's action; gives back what was refused, in words. */
export async function sendForm(
	action: string,
	fields: Readonly<Record<string, string>>,
): Promise<string | void> {
	const body = new FormData();
	for (const [name, value] of Object.entries(fields)) body.set(name, value);
	const headers = { 'x-sveltekit-action': 'true' };
	const answer = await fetch(action, { method: 'POST', headers, body });
	const result = deserialize(await answer.text());
	if (result.type === 'failure' || result.type === 'error')
		return textOfCode(result.type === 'failure' ? (refusalOf(result.data)?.code ?? '') : '');
	await refreshAll();
}
