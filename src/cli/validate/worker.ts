import { isMainThread } from 'node:worker_threads';
import { type Proof, type ProveSettings, proveFile } from './prove.ts';

/** What a worker answers: a proof, or why the file could not be read. */
export type Answer = { proof: Proof } | { unreadable: string };

/** Proves one file; what cannot be read is an answer too. */
export async function answerFor(file: string, settings: ProveSettings): Promise<Answer> {
  try {
    return { proof: await proveFile(file, settings) };
  } catch (error) {
    if (error instanceof Error && 'code' in error && 'syscall' in error) {
      return { unreadable: why(error.code, error.message) };
    }
    throw error;
  }
}

/** Runs in a thread of its own; only names go in and findings come out, so that memory stays bounded. */
export default async function work(task: { files: string[]; settings: ProveSettings }): Promise<Answer[]> {
  const answers: Answer[] = [];
  try {
    for (const file of task.files) answers.push(await answerFor(file, task.settings));
  } catch (error) {
    // What nobody foresaw may have damaged the reader of this thread: the pool starts another.
    if (!isMainThread) process.exit(1);
    throw error;
  }
  return answers;
}

function why(code: unknown, message: string): string {
  if (code === 'ENOENT') return 'filen finnes ikke';
  if (code === 'EACCES' || code === 'EPERM') return 'mangler rettighet til å lese filen';
  return message;
}
