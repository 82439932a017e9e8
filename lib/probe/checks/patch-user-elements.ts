import { elements, idOf, member } from '../engine/answer.ts';
import { typeOf } from '../engine/bodies.ts';
import { writing, type Check, type CheckContext } from '../engine/context.ts';
import { CORE_USER, type SchemaSet } from '../engine/schema-set.ts';
import { Ended, failed, must, notVerifiable, passed, judged, type Verdict } from '../engine/verdict.ts';
import { elementsOfType, patched, shown, type Patched } from './patching.ts';

/** Elements of multi-valued attributes, named by a filter in the path. */
export const PATCH_ELEMENT_CHECKS: Check[] = [
  writing('M04', async (context) => {
    const { attribute, type, value } = listFor(context, ['emails', 'phoneNumbers'], 'work');
    const made = await context.newUser();
    const path = `${attribute}[type eq "${type}"].value`;
    const after = await patched(context, made, [{ op: 'Replace', path, value }]);
    return holdsOne(after, { attribute, type, value });
  }),
  writing('M05', addsMissingElement),
  writing('M31', addsBesideAnother),
  writing('M32', removesOneOfTwo),
  writing('M35', addsRole),
  writing('M36', buildsAddress),
];

type List = { attribute: string; type: string; value: string };

/** The first of these lists whose elements have a type and a value that can be changed and read. */
function listFor({ schemas, values }: CheckContext, names: string[], wanted: string): List {
  const attribute = names.find((name) => ['value', 'type'].every((sub) => schemas.keeps(CORE_USER, `${name}.${sub}`)));
  if (!attribute) throw new Ended(notVerifiable(`/Schemas offers no ${names.join(' or ')} with type and value.`));
  const value = attribute === 'emails' ? values.mail() : values.phone();
  return { attribute, type: typeOf(schemas, attribute, wanted), value };
}

/** A type that is legal beside the one the probe's users have. */
function secondType(schemas: SchemaSet, attribute: string, wanted: string): string {
  const first = typeOf(schemas, attribute, 'work');
  const legal = schemas.attribute(CORE_USER, `${attribute}.type`)?.canonicalValues ?? [];
  const others = legal.filter((one) => one.toLowerCase() !== first.toLowerCase());
  const found = legal.length === 0 ? wanted : (others.find((one) => one.toLowerCase() === wanted) ?? others[0]);
  if (found) return found;
  throw new Ended(notVerifiable(`/Schemas allows no other type of ${attribute} than ${first}.`));
}

/** Exactly one element of the type, with the value. */
function holdsOne({ answer, user }: Patched, { attribute, type, value }: List): Verdict {
  const found = elementsOfType(user, attribute, type);
  if (found.length === 1 && isSame(member(found[0], 'value'), value)) {
    return passed(`HTTP ${answer.status}; ${attribute} of type ${type} has the new value.`);
  }
  const count = `${found.length} ${attribute} of type ${type}`;
  const got = found.length === 1 ? `${attribute} of type ${type} is ${shown(member(found[0], 'value'))}` : count;
  const all = found.length === 0 ? `: ${attribute} is ${shown(member(user, attribute))}` : '';
  return failed(`It answered ${answer.status}, but then there ${found.length === 1 ? 'was' : 'were'} ${got}${all}.`);
}

/** A telephone number may come back in another notation (RFC 7643 §4.1.2). */
function isSame(actual: unknown, wanted: string): boolean {
  const digits = (text: string) => text.replace(/\D/g, '');
  return wanted.startsWith('+') ? digits(String(actual)) === digits(wanted) : actual === wanted;
}

async function addsMissingElement(context: CheckContext): Promise<Verdict> {
  const { attribute, value } = listFor(context, ['phoneNumbers', 'emails'], 'work');
  const type = secondType(context.schemas, attribute, 'mobile');
  const made = await context.newUser();
  const path = `${attribute}[type eq "${type}"].value`;
  return holdsOne(await patched(context, made, [{ op: 'Add', path, value }]), { attribute, type, value });
}

async function addsBesideAnother(context: CheckContext): Promise<Verdict> {
  const { attribute, type: first, value } = listFor(context, ['emails', 'phoneNumbers'], 'work');
  const type = secondType(context.schemas, attribute, 'other');
  const made = await context.newUser();
  const [before] = elementsOfType(await context.read(made), attribute, first);
  if (!before) return notVerifiable(`The user was created without its ${attribute}.`);
  const after = await patched(context, made, [{ op: 'Add', path: attribute, value: [{ type, value }] }]);
  const kept = elementsOfType(after.user, attribute, first).map((one) => member(one, 'value'));
  must(
    kept.includes(member(before, 'value')),
    `It answered ${after.answer.status}, but the element of type ${first} is lost: ${attribute} is ${shown(member(after.user, attribute))}.`,
  );
  return holdsOne(after, { attribute, type, value });
}

async function removesOneOfTwo(context: CheckContext): Promise<Verdict> {
  const { attribute, type: first, value } = listFor(context, ['emails', 'phoneNumbers'], 'work');
  const type = secondType(context.schemas, attribute, 'home');
  const other = listFor(context, [attribute], 'work').value;
  const made = await context.newUser({
    [attribute]: [
      { type: first, value, primary: true },
      { type, value: other },
    ],
  });
  const before = await context.read(made);
  if ([first, type].some((one) => elementsOfType(before, attribute, one).length !== 1)) {
    return notVerifiable(`A user with two ${attribute} was created as ${shown(member(before, attribute))}.`);
  }
  const path = `${attribute}[type eq "${type}"]`;
  const after = await patched(context, made, [{ op: 'Remove', path }]);
  const left = elementsOfType(after.user, attribute, type);
  must(left.length === 0, `It answered ${after.answer.status}, but the element of type ${type} is still there.`);
  must(
    elementsOfType(after.user, attribute, first).length === 1,
    `It answered ${after.answer.status}, but the element of type ${first} is gone, too.`,
  );
  return passed(`HTTP ${after.answer.status}; only the element of type ${type} is gone.`);
}

/** Entra maps a single app role to this path. */
async function addsRole(context: CheckContext): Promise<Verdict> {
  const { schemas, values } = context;
  if (!schemas.keeps(CORE_USER, 'roles.value')) return notVerifiable('/Schemas offers no roles.');
  const legal = schemas.attribute(CORE_USER, 'roles.value')?.canonicalValues ?? [];
  const value = legal[0] ?? values.text('role');
  const made = await context.newUser({ roles: undefined });
  const operation = { op: 'Add', path: 'roles[primary eq "True"].value', value };
  const added = await judged(async () => {
    const { answer, user } = await patched(context, made, [operation]);
    const isThere = elements(user, 'roles').some((role) => member(role, 'value') === value);
    must(isThere, `It answered ${answer.status}, but roles is ${shown(member(user, 'roles'))}.`);
    return passed(`HTTP ${answer.status}; the role is there.`);
  });
  // An application with roles of its own may know no such role: then the path is not what it refused.
  if (added.verdict === 'passed' || legal.length > 0 || (await takesRoles(context))) return added;
  return notVerifiable('It keeps no made-up role in a plain POST either, and /Schemas names no role to use.');
}

async function takesRoles({ create, userBody, scim, values }: CheckContext): Promise<boolean> {
  const value = values.text('role');
  const answer = await create('Users', userBody({ roles: [{ value, primary: true }] }));
  const id = idOf(answer.body);
  if (answer.status >= 300 || !id) return false;
  const { body } = await scim.get(`/Users/${encodeURIComponent(id)}`);
  return elements(body, 'roles').some((role) => member(role, 'value') === value);
}

async function buildsAddress(context: CheckContext): Promise<Verdict> {
  const { schemas, values } = context;
  const subs = ['streetAddress', 'locality', 'postalCode', 'region']
    .filter((sub) => schemas.keeps(CORE_USER, `addresses.${sub}`))
    .slice(0, 2);
  if (subs.length < 2) return notVerifiable('/Schemas offers no addresses with two texts such as locality.');
  const type = typeOf(schemas, 'addresses', 'work');
  const wanted = subs.map((sub) => ({ sub, value: values.text(sub).slice(0, 40) }));
  const made = await context.newUser({ addresses: undefined });
  const operations = wanted.map(({ sub, value }) => ({
    op: 'Add',
    path: `addresses[type eq "${type}"].${sub}`,
    value,
  }));
  const { answer, user } = await patched(context, made, operations);
  const found = elementsOfType(user, 'addresses', type);
  const isWhole = found.length === 1 && wanted.every(({ sub, value }) => member(found[0], sub) === value);
  if (isWhole) return passed(`HTTP ${answer.status}; one address with ${subs.join(' and ')}.`);
  return failed(`It answered ${answer.status}, but addresses is ${shown(member(user, 'addresses'))}.`);
}
