/** The text a form sent under `name`, untrimmed; empty when it sent none, or a file. */
export function formText(form: FormData, name: string): string {
	const value = form.get(name);
	return typeof value === 'string' ? value : '';
}
