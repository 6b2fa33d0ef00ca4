/** `amount` × `part` / `whole` in whole units, halves away from zero. */
export function share(amount: number, part: number, whole: number): number {
	const negative = amount * part * whole < 0;
	const top = BigInt(Math.abs(amount)) * BigInt(Math.abs(part));
	const bottom = BigInt(Math.abs(whole));
	const rounded = Number((top * 2n + bottom) / (bottom * 2n));
	return negative ? 0 - rounded : rounded;
}

/** `percent` (up to four decimals) of `amount`, halves away from zero. */
export const percentOf = (amount: number, percent: number): number =>
	share(amount, Math.round(percent * 10_000), 1_000_000);

/** `total` in as many parts as there are weights, each within one unit of its exact share, and nothing lost. */
export function split(total: number, weights: readonly number[]): number[] {
	const whole = weights.reduce((sum, weight) => sum + weight, 0);
	if (whole === 0) return weights.map(() => 0);
	let given = 0;
	let passed = 0;
	return weights.map((weight) => {
		passed += weight;
		const part = share(total, passed, whole) - given;
		given += part;
		return part;
	});
}
