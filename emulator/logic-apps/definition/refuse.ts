import { DefinitionRefused } from '../../core/siblings.ts';

/** What the platform answers to a definition it will not store. */
export function invalidTemplate(message: string): DefinitionRefused {
  return new DefinitionRefused('InvalidTemplate', `The template validation failed: '${message}'.`);
}

export function invalidAction(name: string, message: string): DefinitionRefused {
  return invalidTemplate(`The template action '${name}' is not valid: ${message}`);
}

/** For what Azure has and this emulator has not. */
export function notImplemented(message: string): DefinitionRefused {
  return new DefinitionRefused('NotImplemented', `The emulator does not support this: ${message}`);
}
