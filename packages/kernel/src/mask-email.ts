/** `anna@example.org` as `a…@example.org`. */
export function maskEmail(email: string): string {
	const at = email.lastIndexOf('@');
	return `${/^./u.exec(email)?.[0] ?? ''}…${email.slice(at)}`;
}
