import { adapterContract } from './contract.ts';
import { playgroundChat } from './playground-chat.ts';

adapterContract('The playground', playgroundChat);
