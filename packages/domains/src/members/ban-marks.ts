import { isIPv6 } from 'node:net';
import { sign } from '@kith/kernel/seal';

/** What a banned person is known by again: nothing of it can be read back. */
export type BanMarks = { addresses: string[]; ips: string[] };

/** Signs what a person is known by, for a community's own rows. */
export function marksOf(
	secret: string,
	{ email, ips }: { email: string; ips: readonly string[] },
): BanMarks {
	const networks = new Set(ips.filter((ip) => ip !== '').map(networkOf));
	return {
		addresses: email === '' ? [] : [sign(secret, 'banned address', foldAddress(email))],
		ips: [...networks].map((network) => sign(secret, 'banned network', network)),
	};
}

/** One spelling of all that reach one mailbox: no `+tag`, and no dots where they mean nothing. */
export function foldAddress(email: string): string {
	const at = email.lastIndexOf('@');
	const domain = email.slice(at + 1).toLowerCase();
	const isGoogle = domain === 'gmail.com' || domain === 'googlemail.com';
	const [plain = ''] = email.slice(0, at).toLowerCase().split('+', 1);
	return `${isGoogle ? plain.replaceAll('.', '') : plain}@${isGoogle ? 'gmail.com' : domain}`;
}

/** An IPv4 address, or the half of an IPv6 address that stays when the device changes the other one. */
export function networkOf(ip: string): string {
	const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)?.[1];
	if (mapped) return mapped;
	if (!isIPv6(ip)) return ip;
	const [head = '', tail] = ip.toLowerCase().split('%')[0]?.split('::') ?? [];
	const before = head === '' ? [] : head.split(':');
	const after = !tail ? [] : tail.split(':');
	const zeros = tail === undefined ? 0 : 8 - before.length - after.length;
	const groups = [...before, ...Array<string>(Math.max(0, zeros)).fill('0'), ...after];
	return groups
		.slice(0, 4)
		.map((group) => Number.parseInt(group, 16).toString(16))
		.join(':');
}
