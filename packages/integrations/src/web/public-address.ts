import ipaddr from 'ipaddr.js';

const GLOBAL_V6 = ipaddr.parseCIDR('2000::/3') as [ipaddr.IPv6, number];
const WELL_KNOWN_V4 = [
	'192.88.99.0/24',
	'192.31.196.0/24',
	'192.52.193.0/24',
	'192.175.48.0/24',
].map((block) => ipaddr.parseCIDR(block) as [ipaddr.IPv4, number]);

/**
 * Whether an address lies in the open internet: no private, local, shared, documentation, benchmark, multicast or
 * tunnelled range (6to4, Teredo, NAT64), and no IPv4 address in the clothes of an IPv6 one. False for what is no address.
 */
export function isPublicAddress(address: string): boolean {
	if (!ipaddr.isValid(address)) return false;
	const parsed = ipaddr.parse(address);
	if (parsed.range() !== 'unicast') return false;
	return parsed instanceof ipaddr.IPv6
		? parsed.match(GLOBAL_V6)
		: !WELL_KNOWN_V4.some((block) => parsed.match(block));
}

/** Whether an address is this machine's own. */
export function isLoopback(address: string): boolean {
	return ipaddr.isValid(address) && ipaddr.process(address).range() === 'loopback';
}
