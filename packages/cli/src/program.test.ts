import { describe, expect, it } from 'vitest';
import { allCommands } from './all-commands.ts';
import { type Command, defineCommand, type OptionValues } from './command.ts';
import { runProgram } from './program.ts';

const list = defineCommand({
  name: 'models list',
  summary: 'list the models of a project',
  options: {
    inProject: { description: 'the project', value: 'name' },
    all: { description: 'deleted ones too' },
    inside: { description: 'for one process to give another', hidden: true },
  },
  run: async () => undefined,
});

/** Runs `taxon` with these arguments, and answers what it ran, wrote and ended with. */
async function taxon(args: readonly string[], commands: readonly Command[] = allCommands) {
  const ran: [string, OptionValues][] = [];
  const written = { out: '', err: '' };
  const code = await runProgram(args, {
    commands,
    version: '1.2.3',
    run: async ({ name }, values) => void ran.push([name, values]),
    output: {
      writeOut: (text) => {
        written.out += text;
      },
      writeErr: (text) => {
        written.err += text;
      },
    },
  });
  return { ran, code, ...written };
}

describe('the command line', () => {
  it('runs the command that it names, with the values of its options', async () => {
    expect((await taxon(['serve'])).ran).toEqual([['serve', {}]]);
    expect((await taxon(['worker', '--of-serve'])).ran).toEqual([['worker', { ofServe: true }]]);
    expect((await taxon(['worker'])).ran).toEqual([['worker', { ofServe: false }]]);
  });

  it('finds a command of a noun and a verb', async () => {
    const given = await taxon(['models', 'list', '--in-project', 'tickets', '--all'], [list]);
    expect(given.ran).toEqual([['models list', { inProject: 'tickets', all: true, inside: false }]]);
    expect((await taxon(['models', 'list'], [list])).ran).toEqual([['models list', { all: false, inside: false }]]);
  });

  it('lists every command in its help, and the visible options of one in that one’s', async () => {
    const { out, code, ran } = await taxon(['--help']);
    expect({ code, ran }).toEqual({ code: 0, ran: [] });
    for (const { name, summary } of allCommands) {
      expect(out).toMatch(new RegExp(`^  ${name} `, 'm'));
      expect(out.replaceAll(/\s+/g, ' ')).toContain(summary);
    }
    const help = (await taxon(['models', 'list', '--help'], [list])).out;
    expect(help).toContain('List the models of a project.');
    expect(help).toContain('--in-project <name>');
    expect(help).not.toContain('--inside');
  });

  it('says the version', async () => {
    expect(await taxon(['--version'])).toMatchObject({ out: '1.2.3\n', code: 0, ran: [] });
  });

  it.each([
    [['serv'], "error: unknown command 'serv'\n(Did you mean serve?)"],
    [['serve', '--port'], "error: unknown option '--port'"],
    [['serve', 'now'], "error: too many arguments for 'serve'"],
    [[], 'Usage: taxon'],
  ])('refuses %j with 2, the reason and the help', async (args, reason) => {
    const { err, out, code, ran } = await taxon(args);
    expect({ out, code, ran }).toEqual({ out: '', code: 2, ran: [] });
    expect(err).toContain(reason);
    expect(err).toContain('Usage: taxon');
  });
});
