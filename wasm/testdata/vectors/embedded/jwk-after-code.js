function a(){ if(x){ y() } }
function a(){ if(x){ y() } }
function a(){ if(x){ y() } }
function a(){ if(x){ y() } }
function a(){ if(x){ y() } }
function a(){ if(x){ y() } }
function a(){ if(x){ y() } }
function a(){ if(x){ y() } }
function a(){ if(x){ y() } }
function a(){ if(x){ y() } }
const jwk = {"kty":"EC","x":"6zilN2eu-IXUo9JfKWdO1R91mMsxU0qvkG82O7jW3Ug","y":"FV4nXmGrTdnQeDMnPsVDusgew65WMzvRFmkBc6bRIyA","crv":"P-256"};
