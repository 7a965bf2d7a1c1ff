import type { Command } from 'commander';

type Register = (program: Command) => void;

/** The commands, in the order in which help lists them; each is loaded only when it is needed. */
export const commands: { name: string; load(): Promise<Register> }[] = [
  { name: 'serve', load: async () => (await import('./serve.ts')).registerServe },
  { name: 'demo', load: async () => (await import('./demo.ts')).registerDemo },
  { name: 'validate', load: async () => (await import('./validate.ts')).registerValidate },
  { name: 'show', load: async () => (await import('./show.ts')).registerShow },
  { name: 'send', load: async () => (await import('./send.ts')).registerSend },
  { name: 'replay', load: async () => (await import('./replay.ts')).registerReplay },
  { name: 'partners', load: async () => (await import('./partners.ts')).registerPartners },
  { name: 'routes', load: async () => (await import('./routes.ts')).registerRoutes },
  { name: 'token', load: async () => (await import('./token.ts')).registerToken },
  { name: 'login-link', load: async () => (await import('./login-link.ts')).registerLoginLink },
  { name: 'simulate', load: async () => (await import('./simulate.ts')).registerSimulate },
  { name: 'deadline', load: async () => (await import('./deadline.ts')).registerDeadline },
  { name: 'calendar', load: async () => (await import('./calendar.ts')).registerCalendar },
  { name: 'rules', load: async () => (await import('./rules.ts')).registerRules },
  { name: 'ebms', load: async () => (await import('./ebms/ebms.ts')).registerEbms },
  { name: 'export', load: async () => (await import('./export.ts')).registerExport },
  { name: 'migrate', load: async () => (await import('./migrate.ts')).registerMigrate },
  { name: 'rebuild', load: async () => (await import('./rebuild.ts')).registerRebuild },
];
