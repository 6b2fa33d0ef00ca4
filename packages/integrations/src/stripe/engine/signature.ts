import { createHmac } from 'node:crypto';

/** The `Stripe-Signature` header: one `v1` for each secret, so that an endpoint can change its secret without a gap. */
export function sign(payload: string, secrets: readonly string[], timestamp: number): string {
	const signatures = secrets.map((secret) => {
		const sum = createHmac('sha256', secret).update(`${timestamp}.${payload}`).digest('hex');
		return `v1=${sum}`;
	});
	return [`t=${timestamp}`, ...signatures].join(',');
}
