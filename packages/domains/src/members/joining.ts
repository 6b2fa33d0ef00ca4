/** Whether an address is of one of the domains that join without asking; a domain says nothing of those below it. */
export function isOfDomain(email: string, domains: readonly string[]): boolean {
	return domains.includes(email.slice(email.lastIndexOf('@') + 1).toLowerCase());
}
