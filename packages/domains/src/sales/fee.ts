/** What stays with the platform of a payment; halves are rounded up. Percent has at most two digits after the point. */
export function feeOf(amount: number, percent: number): number {
	const points = Math.round(percent * 100);
	return Math.floor((amount * points + 5_000) / 10_000);
}
