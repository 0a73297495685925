import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url); const __filename = import.meta.filename; const __dirname = import.meta.dirname;
import{NEEDED,NEEDED_FOR_THREADS}from"./chunk-PWNU3VFB.js";import{createBudget,createSend,require_src,unreachable}from"./chunk-SU3QIIYL.js";import{createLog}from"./chunk-QIES54GY.js";import{Routes}from"./chunk-OJPQ3AYA.js";import"./chunk-6FFRMI5E.js";import"./chunk-ONEEF243.js";import{StartError}from"./chunk-UUITKDKU.js";import"./chunk-H3UJSU3Z.js";import"./chunk-YF4FM3IS.js";import{__toESM}from"./chunk-42HHLC77.js";var import_discord=__toESM(require_src(),1);async function invitation(config){if(!config)throw new StartError("DISCORD_TOKEN is missing: make an application at https://discord.com/developers/applications and copy its token under Bot.");let send=createSend(config,createBudget(createLog("error")).makeRequest),{id}=await send({method:import_discord.RequestMethod.Get,fullRoute:Routes.currentApplication()},{until:performance.now()+1e4,tryMs:5e3,repeatable:!0}).catch(error=>{throw unreachable(error,"the application could not be read")}),permissions=[...NEEDED,...NEEDED_FOR_THREADS].reduce((sum,[,bit])=>sum|bit,0n);return`Add Paperboy to a server that you may manage:

  ${link(id,{scope:"bot applications.commands",permissions:String(permissions),integration_type:"0"})}

It asks for ${NEEDED.map(([name])=>name).join(", ")}, and threads for the questions below a daily pick.

Add it to your own account, to use it anywhere, in private:

  ${link(id,{scope:"applications.commands",integration_type:"1"})}
`}function link(application,parameters){return`https://discord.com/oauth2/authorize?${new URLSearchParams({client_id:application,...parameters}).toString()}`}export{invitation};
//# sourceMappingURL=invite-K26CQERE.js.map
