/** A group of settings as the audit log names it. */
export const settingTarget = (key: string) => ({ kind: 'settings', id: key, label: key });
