import { adapterContract } from './contract.ts';
import { discordChat } from './discord-chat.ts';

adapterContract('Discord', () => discordChat());
