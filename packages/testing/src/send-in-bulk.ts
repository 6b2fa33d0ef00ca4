/**
 * Sends many texts with few requests: as many as fit stand in one, apart by spaces. Where `send` takes such a text, it
 * took each in it; where it refuses, the halves are sent, down to each text alone. Texts that begin or end with white
 * space are sent alone, because it is cut off.
 */
export async function sendInBulk(
	texts: readonly string[],
	send: (text: string) => Promise<{ code: string | null }>,
	{ most = 16 } = {},
): Promise<{ kept: number; refused: Set<string> }> {
	const refused = new Set<string>();
	let kept = 0;
	async function sendAll(some: readonly string[]): Promise<void> {
		const { code } = await send(some.join(' '));
		if (code === null) kept += some.length;
		else if (some.length === 1) refused.add(code);
		else {
			const half = Math.ceil(some.length / 2);
			await sendAll(some.slice(0, half));
			await sendAll(some.slice(half));
		}
	}
	const isPlain = (text: string) => text === text.trim();
	const plain = texts.filter(isPlain);
	for (let at = 0; at < plain.length; at += most) await sendAll(plain.slice(at, at + most));
	for (const text of texts) if (!isPlain(text)) await sendAll([text]);
	return { kept, refused };
}
